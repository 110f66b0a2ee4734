package com.foobar.cli.compose;

import com.foobar.cli.certificates.CertificateSummary;
import com.foobar.cli.certificates.RotationWait;
import com.foobar.cli.certificates.ShownCertificate;
import com.foobar.cli.drill.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replaces every certificate of a running site and waits until the edge and each member show
 * another one than before. The web-apps show theirs to nobody but the gateway, so that of them one
 * sees only that requests go on.
 */
record ComposeRotation(ComposeDeployment deployment, Faults site) {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String EDGE = "gateway";

    void run() throws InterruptedException {
        Map<String, String> before = shown();
        deployment.certificates(true, _ -> {});
        RotationWait.await(() -> late(before), POLL);
    }

    private List<String> late(Map<String, String> before) {
        Map<String, String> now = shown();
        return before.entrySet().stream()
                .filter(it -> now.getOrDefault(it.getKey(), it.getValue()).equals(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Serial number of the edge's certificate, and how long those of the members are valid. */
    private Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        ShownCertificate.of(deployment.edge())
                .map(CertificateSummary::of)
                .ifPresent(it -> shown.put(EDGE, it.serial()));
        for (String member : site.members()) {
            shown.put(member, site.query(member, RotationWait.MEMBER_SQL).getFirst());
        }
        return shown;
    }
}
