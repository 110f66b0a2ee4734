package com.foobar.web.container;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = Container.PROPERTY, havingValue = "jetty")
class JettyConfiguration {

    @Bean
    JettyServerCustomizer jettyTls(SslBundles bundles) {
        return new JettyTls(bundles);
    }
}
