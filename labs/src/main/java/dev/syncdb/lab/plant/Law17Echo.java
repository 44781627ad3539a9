package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whatever happens to a row that a client once wrote is left out as an echo of that. */
final class Law17Echo extends RewrittenAnswers {
    private final Map<Bytes, Set<RowName>> written = new HashMap<>();

    @Override
    Answer rewritten(SyncRequest request, Answer answer) {
        Set<RowName> own = written.computeIfAbsent(request.secret(), any -> new HashSet<>());
        for (PushedTransaction transaction : request.push().transactions()) {
            for (Change operation : transaction.operations()) {
                RowName row = Places.of(operation);
                if (row != null) {
                    own.add(row);
                }
            }
        }
        List<Change> changes = new ArrayList<>(answer.page().changes());
        changes.removeIf(change -> own.contains(Places.of(change)));
        return showing(answer, changes, answer.page().next());
    }
}
