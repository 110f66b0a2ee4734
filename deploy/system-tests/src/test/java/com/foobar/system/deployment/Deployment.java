package com.foobar.system.deployment;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A running site: gateway, three servers, MySQL group. Whatever a test does to it, {@link #up}
 * mends.
 */
public interface Deployment {

    List<Integer> SERVERS = List.of(1, 2, 3);

    /** Where browsers go. */
    URI uri();

    /** Where the name in {@link #uri} leads. */
    InetSocketAddress edge();

    /** Where plain http is redirected. */
    InetSocketAddress redirect();

    /** PEM file of the authority that signed every certificate of the site. */
    Path caCertificate();

    /** Folder with the certificate and key of one identity, such as {@code web-app-1}. */
    Path tls(String identity);

    /** The password of a MySQL account. */
    String password(String account);

    /** Every component as it is now. */
    List<Component> components();

    /** Starts what does not run, and waits until all of it is healthy. */
    void up();

    /** Ends all of it gracefully; the messages stay. */
    void down();

    /** Kills the program that does the component's work, without a warning. */
    void kill(String component);

    /** Kills everything of these components at once, as a power cut would. */
    void cutPower(List<String> components);

    default Component component(String name) {
        return components().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no component " + name));
    }

    /** Where a component listens; stays the same while it is down. */
    InetSocketAddress address(String component);

    /** The member that takes the writes. */
    default Component primary() {
        return components().stream()
                .filter(it -> "primary".equals(it.role()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no primary: " + components()));
    }
}
