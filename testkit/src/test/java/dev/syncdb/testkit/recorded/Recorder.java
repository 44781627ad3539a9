package dev.syncdb.testkit.recorded;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.testkit.recorded.Line.Event;
import dev.syncdb.testkit.recorded.Line.Message;
import dev.syncdb.testkit.recorded.Line.Remark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries messages between phones and a hub, and writes down each. Lives as long as a life. */
final class Recorder {
    private static final int REQUESTS_MAX = 20;

    private final Hub hub;
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Conversation> conversations = new HashMap<>();

    Recorder(Hub hub) {
        this.hub = hub;
    }

    /** Says what comes next. */
    void remark(String text) {
        lines.add(new Remark(text));
    }

    void event(Event.Kind kind, String argument) {
        Event event = new Event(kind, argument);
        lines.add(event);
        hub.meet(event);
    }

    void event(Event.Kind kind) {
        event(kind, "");
    }

    /** Says the phone's requests until each has all of the other. */
    void sync(Phone phone) {
        int requests = 0;
        while (exchange(phone, phone.replica().request()) == Next.AGAIN) {
            requests++;
            if (requests == REQUESTS_MAX) {
                throw new AssertionError(phone.name + " does not come to an end: " + lines);
            }
        }
    }

    /** Says one request, and hears the answer. */
    Next exchange(Phone phone, SyncRequest request) {
        Conversation conversation =
                conversations.computeIfAbsent(phone.name, name -> new Conversation());
        byte[] up = RequestCodec.encode(request);
        String name = RequestCodec.isBrief(up) ? "Brief" : "SyncRequest";
        remark(Gloss.of(conversation.request(up)));
        lines.add(new Message(phone.name, Line.SERVER, name, up));
        byte[] down = hub.answer(up);
        remark(Gloss.of(conversation.response(down)));
        String told = ResponseCodec.decode(down).getClass().getSimpleName();
        lines.add(new Message(Line.SERVER, phone.name, told, down));
        return phone.replica().receive(ResponseCodec.decode(down)).next();
    }

    /** What was written down since the last chapter is one. */
    void end(String chapter) {
        chapters.add(new Chapter(chapter, lines));
        lines.clear();
    }

    List<Chapter> chapters() {
        return List.copyOf(chapters);
    }
}
