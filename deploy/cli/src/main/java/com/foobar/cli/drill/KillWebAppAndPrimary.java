package com.foobar.cli.drill;

/** A web-app and the primary are gone at the same moment, on different servers. */
record KillWebAppAndPrimary() implements Fault {

    @Override
    public Injection inject(Faults site) {
        String primary = new Group(site).primary();
        String server = primary.equals("mysql-2") ? "server-3" : "server-2";
        Injection webApp = new KillWebApp(server).inject(site);
        site.kill(primary);
        return Injection.broken(
                "%s and of %s, the primary".formatted(webApp.what(), primary), webApp.noticed());
    }
}
