package com.foobar.agent;

import com.foobar.agent.check.CheckMode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Stands beside one server, watches it, and sends outward what it sees. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AgentApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(AgentApplication.class);
        if (CheckMode.isWanted(args)) {
            System.exit(CheckMode.run(application, System.out, args));
        }
        application.run(args);
    }
}
