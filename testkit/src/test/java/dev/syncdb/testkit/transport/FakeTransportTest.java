package dev.syncdb.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.client.transport.Transport;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Retryable;
import dev.syncdb.testkit.transport.FakeTransport.Request;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.List;

final class FakeTransportTest extends TransportContract {
    private static final byte[] BODY = {1, 2};

    private final FakeTransport transport = new FakeTransport();

    @Override
    protected Transport newTransport(Server server) {
        for (int i = 0; i < 3; i++) {
            transport.answer(request ->
                    Bytes.copyOf(server.answer(request.body().toArray(), request.token())));
        }
        return transport;
    }

    @Override
    protected Transport newTransport(Trouble trouble) {
        return switch (trouble) {
            case ABSENT, SILENT, STRANGER ->
                transport.fail(new Retryable(ErrorCode.UNREACHABLE, "planned", 0));
            case OVERLOADED -> transport.fail(new Retryable(ErrorCode.BUSY, "planned", 1_000));
            case TOKEN_UNKNOWN ->
                transport.fail(new Forbidden(ErrorCode.UNAUTHENTICATED, "planned"));
            case TOKEN_REFUSED -> transport.fail(new Forbidden(ErrorCode.FORBIDDEN, "planned"));
        };
    }

    @Test
    void anExchangeThatWasNotPlannedIsRefused() {
        assertThrows(IllegalStateException.class, () -> transport.exchange(BODY, "t"));
        assertEquals(
                List.of(new Request(Bytes.copyOf(BODY), "t", Transport.NO_LIMIT)),
                transport.requests());
        assertThrows(IllegalStateException.class, () -> transport.exchange(BODY, "t", 0));
    }

    @Test
    void aClosedTransportRefusesExchanges() {
        transport.close();
        assertThrows(IllegalStateException.class, () -> transport.exchange(BODY, "t"));
    }

    @Test
    void plansThatNeverCameAreReportedAtTheEnd() {
        transport.answer(Request::body);
        assertThrows(IllegalStateException.class, transport::close);
    }

    @Test
    void oneExchangeIsInProgressAtATime() {
        transport.answer(request -> transport.exchange(BODY, "inner").body());
        assertThrows(IllegalStateException.class, () -> transport.exchange(BODY, "outer"));
        transport.answer(Request::body);
        assertEquals(Bytes.copyOf(BODY), transport.exchange(BODY, "next").body());
    }
}
