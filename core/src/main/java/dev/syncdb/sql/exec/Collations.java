package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.value.Collation;

import java.util.ArrayList;
import java.util.List;

/** How the values of terms compare. */
final class Collations {
    private Collations() {}

    static List<Collation> of(List<Output> outputs) {
        List<Term> terms = new ArrayList<>();
        outputs.forEach(output -> terms.add(output.term()));
        return ofTerms(terms);
    }

    static List<Collation> ofTerms(List<Term> terms) {
        List<Collation> collations = new ArrayList<>();
        for (Term term : terms) {
            Collation own = term.collation();
            collations.add(own == null ? Collation.BINARY : own);
        }
        return collations;
    }
}
