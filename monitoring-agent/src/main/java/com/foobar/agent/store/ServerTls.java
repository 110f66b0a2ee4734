package com.foobar.agent.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The store's certificate, from {@code keystore.p12} and {@code truststore.p12} of its folder; a
 * renewed one is used from the next connection on.
 */
final class ServerTls {

    private static final char[] NO_PASSWORD = {};

    private final Path folder;
    private @Nullable FileTime loaded;
    private @Nullable X509ExtendedKeyManager keys;

    ServerTls(Path folder) {
        this.folder = folder;
    }

    SSLContext context() {
        try {
            current();
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store("truststore.p12"));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new Renewing()}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot use the certificate in " + folder, e);
        }
    }

    private KeyStore store(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, NO_PASSWORD);
        }
        return store;
    }

    private synchronized X509ExtendedKeyManager current()
            throws GeneralSecurityException, IOException {
        FileTime now = Files.getLastModifiedTime(folder.resolve("keystore.p12"));
        X509ExtendedKeyManager known = keys;
        if (known == null || !now.equals(loaded)) {
            KeyManagerFactory factory =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store("keystore.p12"), NO_PASSWORD);
            known = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
            keys = known;
            loaded = now;
        }
        return known;
    }

    /** Asks for the newest key at every handshake; while it cannot be read the last one serves. */
    private final class Renewing extends X509ExtendedKeyManager {

        private X509ExtendedKeyManager newest() {
            try {
                return current();
            } catch (GeneralSecurityException | IOException e) {
                X509ExtendedKeyManager last = keys;
                if (last == null) {
                    throw new IllegalStateException(e);
                }
                return last;
            }
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return newest().chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return newest().chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return newest().getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return newest().getPrivateKey(alias);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return newest().getServerAliases(type, issuers);
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
