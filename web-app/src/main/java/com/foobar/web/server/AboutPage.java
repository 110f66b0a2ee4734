package com.foobar.web.server;

import com.foobar.web.database.TopologyMonitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What this server is, and how it sees the MySQL group. Asks nobody: all of it is known. */
@Controller
class AboutPage {

    private final TopologyMonitor monitor;

    AboutPage(TopologyMonitor monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/about")
    String about(Model model) {
        Runtime.Version java = Runtime.version();
        model.addAttribute("java", System.getProperty("java.vm.name") + " " + java);
        model.addAttribute("topology", monitor.topology());
        return "about";
    }
}
