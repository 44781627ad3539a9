package dev.syncdb.server.auth;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import java.net.InetAddress;

/** Where a server may listen. */
public final class BindPolicy {
    private BindPolicy() {}

    /**
     * Fails with CONFIGURATION if other machines could reach the address and only a fixed list of
     * tokens stands in their way: those are for one machine.
     */
    public static void require(Authenticator authenticator, InetAddress address) {
        if (authenticator.isStatic() && !address.isLoopbackAddress()) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "static tokens are for this machine only: listen on a loopback address instead"
                            + " of "
                            + address.getHostAddress() + ", or configure an authenticator");
        }
    }
}
