package dev.syncdb.oracle;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Sakila, a film rental: larger tables than Chinook's, loaded row by row. */
final class SakilaTest {
    private static final List<String> TABLES = List.of(
            "actor",
            "category",
            "customer",
            "film",
            "film_actor",
            "film_category",
            "inventory",
            "payment",
            "rental");

    private static Twins sakila;

    @BeforeAll
    static void load() {
        sakila = new Twins();
        for (String table : TABLES) {
            String[] lines = Corpora.text("sakila/" + table + ".tsv.gz").split("\n");
            sakila.load(script(table, lines));
        }
        sakila.load("CREATE INDEX rental_inventory ON rental (inventory_id);"
                + "CREATE INDEX payment_customer ON payment (customer_id, payment_date);");
    }

    @AfterAll
    static void close() {
        if (sakila != null) {
            sakila.close();
        }
    }

    @Test
    void everyTableHasTheSameRows() {
        for (String table : TABLES) {
            sakila.sameInAnyOrder("SELECT * FROM " + table);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT c.name, count(*) AS rentals, round(sum(p.amount), 2) FROM payment p"
                        + " JOIN rental r ON r.rental_id = p.rental_id"
                        + " JOIN inventory i ON i.inventory_id = r.inventory_id"
                        + " JOIN film_category fc ON fc.film_id = i.film_id"
                        + " JOIN category c ON c.category_id = fc.category_id"
                        + " GROUP BY c.category_id ORDER BY rentals DESC, c.name",
                "SELECT a.last_name, count(*) FROM actor a JOIN film_actor fa"
                        + " ON fa.actor_id = a.actor_id GROUP BY a.actor_id"
                        + " HAVING count(*) > 35 ORDER BY 2 DESC, 1",
                "SELECT customer_id, max(payment_date), amount FROM payment"
                        + " GROUP BY customer_id ORDER BY customer_id LIMIT 20",
                "SELECT payment_id FROM payment WHERE customer_id = 5"
                        + " AND payment_date BETWEEN '2005-07-01' AND '2005-08-01'"
                        + " ORDER BY payment_date DESC",
                "SELECT title FROM film WHERE film_id NOT IN (SELECT film_id FROM inventory)"
                        + " ORDER BY title",
                "SELECT rating, count(*), avg(length), min(rental_rate) FROM film"
                        + " GROUP BY rating ORDER BY rating",
                "SELECT strftime('%Y-%m', rental_date) AS month, count(DISTINCT customer_id)"
                        + " FROM rental GROUP BY month ORDER BY month",
                "SELECT f.title, (SELECT count(*) FROM rental r JOIN inventory i"
                        + " ON i.inventory_id = r.inventory_id WHERE i.film_id = f.film_id) AS n"
                        + " FROM film f WHERE f.film_id < 40 ORDER BY n DESC, f.title",
                "SELECT x.customer_id, x.total FROM (SELECT customer_id, sum(amount) AS total"
                        + " FROM payment GROUP BY customer_id) x JOIN customer c"
                        + " ON c.customer_id = x.customer_id WHERE x.total > 150 ORDER BY 1"
            })
    void answersAsSqliteDoes(String sql) {
        sakila.same(sql);
    }

    private static String script(String table, String[] lines) {
        String[] names = lines[0].split("\t");
        StringBuilder script = new StringBuilder("CREATE TABLE ").append(table).append(" (");
        for (int i = 0; i < names.length; i++) {
            boolean key = i == 0 && names[0].equals(table + "_id");
            boolean number = names[i].endsWith("_id");
            script.append(i == 0 ? "" : ", ").append(names[i]);
            script.append(key ? " INTEGER PRIMARY KEY" : number ? " INTEGER" : " NUMERIC");
        }
        script.append(");\n");
        for (int i = 1; i < lines.length; i++) {
            script.append("INSERT INTO ").append(table).append(" VALUES (");
            script.append(String.join(", ", values(lines[i]))).append(");\n");
        }
        return script.toString();
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        for (String value : line.split("\t", -1)) {
            values.add(value.equals("\\N") ? "NULL" : "'" + value.replace("'", "''") + "'");
        }
        return values;
    }
}
