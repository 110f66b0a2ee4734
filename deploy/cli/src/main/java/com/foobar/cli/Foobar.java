package com.foobar.cli;

/** The {@code foobar} command. */
public final class Foobar {

    private Foobar() {}

    public static void main(String[] args) {
        System.out.println("foobar");
    }
}
