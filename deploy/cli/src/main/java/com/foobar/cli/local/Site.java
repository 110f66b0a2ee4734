package com.foobar.cli.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One local deployment: where its files are and which addresses it uses. Everything is derived from
 * the {@link SiteSettings}, so two sites with different numbers never meet.
 *
 * <p>Each server has a loopback address of its own, as a host would: {@code 127.0.K.11} to {@code
 * .13}, the gateway {@code 127.0.K.1}, what watches them {@code 127.0.K.20}, where K is the site's
 * number. The MySQL members are told apart by their ports instead: group replication accepts only
 * addresses that an interface carries, and of the loopback range that is 127.0.0.1.
 *
 * @param home the folder that holds all state
 * @param settings ports and number, fixed when the site is first started
 */
public record Site(Path home, SiteSettings settings) {

    public static final List<Integer> SERVERS = List.of(1, 2, 3);
    public static final String HOST = "www.foobar.com";

    static final int WEB_APP_PORT = 18443;
    static final int WEB_APP_MANAGEMENT_PORT = 18081;
    static final int AGENT_MANAGEMENT_PORT = 18082;
    static final int GATEWAY_MANAGEMENT_PORT = 18080;
    private static final int PROMETHEUS_PORT = 19090;
    private static final int LOG_STORE_PORT = 13100;
    private static final int LOG_STORE_READY_PORT = 13101;
    private static final int FIRST_MYSQL_PORT = 13306;

    /** All of them below the ports that Linux gives to those who connect (32768 and more). */
    private static final int MYSQL_PORT_STEP = 1_000;

    /** Where browsers go. */
    public URI uri() {
        String port = settings.port() == 443 ? "" : ":" + settings.port();
        return URI.create("https://" + HOST + port + "/");
    }

    public InetSocketAddress edge() {
        return address(gatewayHost(), settings.port());
    }

    /** The page that shows the system as it is now. */
    public URI ops() {
        return URI.create(
                "http://" + hostAndPort(address(gatewayHost(), GATEWAY_MANAGEMENT_PORT)) + "/ops");
    }

    /** A port of the second edge, which has an address of its own beside the gateway's. */
    InetSocketAddress secondEdge(int port) {
        return address("127.0." + settings.number() + ".2", port);
    }

    public InetSocketAddress redirect() {
        return address(gatewayHost(), settings.httpPort());
    }

    public String gatewayHost() {
        return "127.0." + settings.number() + ".1";
    }

    public String serverHost(int server) {
        return "127.0." + settings.number() + ".1" + server;
    }

    public InetSocketAddress webApp(int server) {
        return address(serverHost(server), WEB_APP_PORT);
    }

    public InetSocketAddress mysql(int server) {
        return address(
                "127.0.0.1", FIRST_MYSQL_PORT + MYSQL_PORT_STEP * (server - 1) + settings.number());
    }

    public InetSocketAddress prometheus() {
        return address(observabilityHost(), PROMETHEUS_PORT);
    }

    /** Where agents push logs to. */
    InetSocketAddress logStore() {
        return address(observabilityHost(), LOG_STORE_PORT);
    }

    /** Where the log store tells whether it is ready, in plain HTTP. */
    InetSocketAddress logStoreReady() {
        return address(observabilityHost(), LOG_STORE_READY_PORT);
    }

    private String observabilityHost() {
        return "127.0." + settings.number() + ".20";
    }

    static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** Servers that have a MySQL member. */
    public List<Integer> members() {
        return switch (settings.design()) {
            case SECURED -> SERVERS;
            case ORIGINAL -> List.of(1);
        };
    }

    /** {@code host:port} of every member, in the order that all members use. */
    List<String> mysqlAddresses() {
        return members().stream().map(it -> hostAndPort(mysql(it))).toList();
    }

    static String hostAndPort(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    public Installation installation() {
        return new Installation(home);
    }

    /** Which addresses the certificates carry: here everybody calls everybody by address. */
    public Map<String, InetAddress> certificateAddresses() {
        Map<String, InetAddress> addresses = new HashMap<>();
        addresses.put("edge", edge().getAddress());
        addresses.put("prometheus", prometheus().getAddress());
        addresses.put(LogStore.IDENTITY, logStore().getAddress());
        for (int server : SERVERS) {
            addresses.put("web-app-" + server, webApp(server).getAddress());
            addresses.put("mysql-" + server, mysql(server).getAddress());
        }
        return addresses;
    }

    public Path caDirectory() {
        return installation().caDirectory();
    }

    public Path caCertificate() {
        return installation().caCertificate();
    }

    /** The folder of one identity's certificate and key. */
    public Path tls(String identity) {
        return installation().tls(identity);
    }

    public Path tlsDirectory() {
        return installation().tlsDirectory();
    }

    public Path secrets(String component) {
        return installation().secrets(component);
    }

    public Path data(String component) {
        return home.resolve("data").resolve(component);
    }

    public Path dataDirectory() {
        return home.resolve("data");
    }

    public Path configuration(String component) {
        return home.resolve("config").resolve(component + ".properties");
    }

    /** The configuration of a program that wants a folder of files. */
    public Path configurationFolder(String component) {
        return home.resolve("config").resolve(component);
    }

    public Path applications() {
        return home.resolve("applications");
    }

    public Path logs() {
        return home.resolve("logs");
    }

    /** What the program itself writes: structured for ours, plain for others. */
    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /** Standard output and error. */
    public Path output(String component) {
        return logs().resolve(component + ".out");
    }

    Path run() {
        return home.resolve("run");
    }
}
