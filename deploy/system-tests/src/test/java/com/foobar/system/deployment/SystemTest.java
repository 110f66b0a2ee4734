package com.foobar.system.deployment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class over the deployment that all of them share. Its constructor may ask for the {@link
 * Deployment}, or for one kind of it. Each test finds a site that is up.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedDeployment.class)
public @interface SystemTest {}
