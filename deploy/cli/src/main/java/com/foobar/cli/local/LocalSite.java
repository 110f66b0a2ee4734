package com.foobar.cli.local;

import com.foobar.cli.UserError;
import com.foobar.cli.certificates.CertificateSummary;
import com.foobar.cli.deployment.ComponentStatus;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.deployment.Design;
import com.foobar.cli.deployment.LogQuery;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Upstreams;
import com.foobar.cli.deployment.Wish;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The site as plain processes, and its files. */
public record LocalSite(Site site, LocalDeployment processes) implements Deployment {

    /** The site in this folder, if one was ever started there. */
    public static Optional<LocalSite> find(Path home, Path checkout) {
        return Optional.ofNullable(SiteSettings.read(home))
                .map(it -> new Site(home, it))
                .map(it -> new LocalSite(it, LocalDeployment.of(it, checkout)));
    }

    /**
     * The site as it should be; what it needs before anything can start is made, and said.
     *
     * @throws UserError if it runs with other settings
     */
    public static LocalSite prepare(Path home, Path checkout, Wish wish, Progress progress) {
        SiteSettings known = SiteSettings.read(home);
        SiteSettings settings =
                (known == null ? SiteSettings.fresh(wish.design()) : known)
                        .with(wish.number(), wish.port(), wish.httpPort());
        if (known != null
                && !known.equals(settings)
                && LocalDeployment.of(new Site(home, known), checkout).isRunning()) {
            throw new UserError(
                    "the site runs already, on port " + known.port(),
                    "stop it first: ./foobar down");
        }
        requireSameDesign(wish, settings, home);
        if (settings.design() == Design.ORIGINAL) {
            progress.say(
                    "  !!  the original design: plaintext behind the edge, one MySQL server."
                            + " For comparison only.");
        }
        Site site = new Site(home, settings);
        if (wish.haproxy() != null && settings.design() == Design.SECURED) {
            SecondEdge.want(site, wish.haproxy(), LocalDeployment.of(site, checkout));
        }
        LocalDeployment processes = LocalDeployment.prepare(site, checkout, progress);
        settings.save(home);
        return new LocalSite(site, processes);
    }

    /** The data of one design are of no use to the other. */
    private static void requireSameDesign(Wish wish, SiteSettings settings, Path home) {
        if (wish.design() != null && wish.design() != settings.design()) {
            throw new UserError(
                    "the site in %s is of the %s design".formatted(home, settings.design()),
                    "start the other one beside it: FOOBAR_HOME=$HOME/foobar-%s ./foobar up --design %1$s --site 1 --port 9443 --http-port 9080"
                            .formatted(wish.design()));
        }
    }

    @Override
    public String name() {
        return site.settings().design() == Design.SECURED
                ? "local deployment in " + site.home()
                : "local deployment of the %s design in %s"
                        .formatted(site.settings().design(), site.home());
    }

    @Override
    public URI uri() {
        return site.uri();
    }

    @Override
    public InetSocketAddress edge() {
        return site.edge();
    }

    @Override
    public Path caCertificate() {
        return site.caCertificate();
    }

    @Override
    public String caKeyPlace() {
        return site.caDirectory().toString();
    }

    @Override
    public List<ComponentStatus> status() {
        return processes.status();
    }

    @Override
    public boolean isRunning() {
        return processes.isRunning();
    }

    @Override
    public void start(Progress progress) throws InterruptedException {
        processes.start(progress);
        processes.removeOldPrograms();
    }

    @Override
    public void abandon(Progress progress) throws InterruptedException {
        processes.abandon(progress);
    }

    @Override
    public void stop(Progress progress) throws InterruptedException {
        processes.stop(progress);
    }

    @Override
    public void restart(String component, Progress progress) throws InterruptedException {
        processes.restart(component, progress);
    }

    @Override
    public Upstreams upstreams() {
        return new Upstreams(new GatewayManagement(site));
    }

    @Override
    public String possessions() {
        return "all messages, passwords, certificates and logs in " + site.home();
    }

    @Override
    public void purge() {
        LocalDeployment.purge(site);
    }

    @Override
    public void logs(LogQuery query, Consumer<String> out) throws InterruptedException {
        if (query.filter().isEmpty()) {
            new LocalLogs(site).print(query, out);
        } else {
            new StoredLogs(site.data(LogStore.NAME)).print(query, out);
        }
    }

    @Override
    public void certificates(boolean renew, Consumer<String> out) {
        if (renew) {
            try (WorkLock _ = WorkLock.acquire(site)) {
                Identities.renew(site.installation(), site.certificateAddresses());
            }
        }
        CertificateSummary.table(site.tlsDirectory()).forEach(out);
    }

    @Override
    public String overview() {
        return site.ops() + "   live, in a browser or with curl; and ./foobar status";
    }

    @Override
    public String mischief() {
        return "kill -9 one of the pids that ./foobar status shows";
    }

    @Override
    public String remark() {
        return "There is no firewall around these processes: they listen on loopback only.";
    }
}
