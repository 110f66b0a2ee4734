package com.foobar.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;

/** Makes views of the templates in {@code src/main/jte}, which are compiled with the program. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    ViewResolver pages(Site site) {
        TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
        return (name, locale) -> {
            String template = name + ".jte";
            return templates.hasTemplate(template) ? new Page(templates, template, site) : null;
        };
    }
}
