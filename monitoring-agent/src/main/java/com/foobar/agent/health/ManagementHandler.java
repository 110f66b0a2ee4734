package com.foobar.agent.health;

import com.sun.net.httpserver.HttpHandler;
import java.util.List;

/** Something that the management port serves besides health. */
public interface ManagementHandler extends HttpHandler {

    /** The paths it is asked for, and everything below them. */
    List<String> paths();
}
