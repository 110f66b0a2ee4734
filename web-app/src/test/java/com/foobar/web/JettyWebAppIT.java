package com.foobar.web;

/** The same in the second servlet container: nobody shall see the difference. */
class JettyWebAppIT extends WebAppIT {

    @Override
    String container() {
        return "jetty";
    }
}
