package com.foobar.cli.compose;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Which addresses are on a network of this very machine, as containers are on Linux. */
final class Neighbours {

    private Neighbours() {}

    /** Whether an interface of this machine is in the same network. Nothing is sent. */
    static boolean has(InetAddress address) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(it -> it.getInterfaceAddresses().stream())
                    .anyMatch(it -> isInNetworkOf(it, address));
        } catch (SocketException e) {
            return false; // A machine that hides its interfaces is reached by what it publishes.
        }
    }

    private static boolean isInNetworkOf(InterfaceAddress own, InetAddress address) {
        return isSamePrefix(
                own.getAddress().getAddress(), address.getAddress(), own.getNetworkPrefixLength());
    }

    static boolean isSamePrefix(byte[] one, byte[] other, int bits) {
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> i % 8;
            if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
