package com.foobar.web.page;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Makes {@link Site} known to every template, as {@code site}. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    PageConfiguration(ThymeleafViewResolver views, Site site) {
        views.addStaticVariable("site", site);
    }
}
