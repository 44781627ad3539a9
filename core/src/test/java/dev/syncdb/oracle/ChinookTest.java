package dev.syncdb.oracle;

import dev.syncdb.schema.Table;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chinook, a music shop, must answer as it does in SQLite. */
final class ChinookTest {
    private static Twins chinook;

    @BeforeAll
    static void load() {
        String dump = Corpora.text("chinook/Chinook_Sqlite.sql.gz");
        chinook = new Twins(dump);
    }

    @AfterAll
    static void close() {
        if (chinook != null) {
            chinook.close();
        }
    }

    @Test
    void everyTableHasTheSameRows() {
        for (Table table : chinook.ours().schema().tables()) {
            chinook.sameInAnyOrder("SELECT * FROM " + table.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM Track",
                "SELECT * FROM Album WHERE AlbumId = 42",
                "SELECT * FROM Track WHERE TrackId BETWEEN 100 AND 110",
                "SELECT Name, Milliseconds FROM Track ORDER BY Milliseconds DESC LIMIT 10",
                "SELECT Name FROM Track WHERE Name LIKE '%love%' ORDER BY Name, TrackId",
                "SELECT t.Name, a.Title FROM Track t JOIN Album a ON a.AlbumId = t.AlbumId"
                        + " WHERE a.ArtistId = 1 ORDER BY t.TrackId",
                "SELECT ar.Name, count(*) AS n FROM Artist ar JOIN Album al USING (ArtistId)"
                        + " GROUP BY ar.ArtistId ORDER BY n DESC, ar.Name LIMIT 20",
                "SELECT g.Name, count(t.TrackId), avg(t.Milliseconds), sum(t.Bytes)"
                        + " FROM Genre g LEFT JOIN Track t ON t.GenreId = g.GenreId"
                        + " GROUP BY g.GenreId ORDER BY g.Name",
                "SELECT c.Country, sum(i.Total) AS total FROM Customer c JOIN Invoice i"
                        + " ON i.CustomerId = c.CustomerId GROUP BY c.Country"
                        + " HAVING total > 100 ORDER BY total DESC",
                "SELECT e.LastName, m.LastName FROM Employee e LEFT JOIN Employee m"
                        + " ON m.EmployeeId = e.ReportsTo ORDER BY e.EmployeeId",
                "SELECT BillingCountry, count(DISTINCT CustomerId) FROM Invoice"
                        + " GROUP BY 1 ORDER BY 2 DESC, 1",
                "SELECT strftime('%Y-%m', InvoiceDate) AS month, round(sum(Total), 2)"
                        + " FROM Invoice GROUP BY month ORDER BY month",
                "SELECT Name FROM Artist WHERE ArtistId NOT IN"
                        + " (SELECT ArtistId FROM Album) ORDER BY Name LIMIT 15",
                "SELECT Name FROM Artist a WHERE EXISTS (SELECT 1 FROM Album b"
                        + " WHERE b.ArtistId = a.ArtistId AND b.Title LIKE 'The %') ORDER BY 1",
                "SELECT Title, (SELECT count(*) FROM Track t WHERE t.AlbumId = a.AlbumId) AS n"
                        + " FROM Album a ORDER BY n DESC, Title LIMIT 12",
                "SELECT max(Total), min(Total), avg(Total), total(Total) FROM Invoice",
                "SELECT CustomerId, max(Total), InvoiceId FROM Invoice GROUP BY CustomerId"
                        + " ORDER BY CustomerId",
                "SELECT p.Name, count(pt.TrackId) FROM Playlist p LEFT JOIN PlaylistTrack pt"
                        + " ON pt.PlaylistId = p.PlaylistId GROUP BY p.PlaylistId ORDER BY 2, 1",
                "SELECT DISTINCT Composer FROM Track WHERE Composer IS NOT NULL"
                        + " ORDER BY Composer LIMIT 25 OFFSET 30",
                "SELECT CASE WHEN Milliseconds < 200000 THEN 'short'"
                        + " WHEN Milliseconds < 400000 THEN 'middle' ELSE 'long' END AS class,"
                        + " count(*) FROM Track GROUP BY class ORDER BY class",
                "SELECT FirstName || ' ' || LastName FROM Customer WHERE City = 'Paris'"
                        + " UNION SELECT Name FROM Artist WHERE Name LIKE 'A%' ORDER BY 1",
                "SELECT City FROM Customer INTERSECT SELECT City FROM Employee",
                "SELECT Country FROM Customer EXCEPT SELECT BillingCountry FROM Invoice"
                        + " WHERE Total > 15 ORDER BY Country",
                "SELECT a.Title, x.n FROM Album a JOIN (SELECT AlbumId, count(*) AS n FROM Track"
                        + " GROUP BY AlbumId HAVING n > 20) x ON x.AlbumId = a.AlbumId"
                        + " ORDER BY x.n DESC, a.Title",
                "SELECT i.InvoiceId, il.Quantity * il.UnitPrice FROM Invoice i, InvoiceLine il"
                        + " WHERE i.InvoiceId = il.InvoiceId AND i.CustomerId = 5"
                        + " ORDER BY il.InvoiceLineId",
                "SELECT ar.Name, sum(il.UnitPrice * il.Quantity) AS sold FROM InvoiceLine il"
                        + " JOIN Track t ON t.TrackId = il.TrackId JOIN Album al"
                        + " ON al.AlbumId = t.AlbumId JOIN Artist ar ON ar.ArtistId = al.ArtistId"
                        + " GROUP BY ar.ArtistId ORDER BY sold DESC, ar.Name LIMIT 10",
                "SELECT group_concat(Name, '; ') FROM (SELECT Name FROM Genre ORDER BY Name)",
                "SELECT upper(substr(LastName, 1, 3)), length(Email) FROM Customer"
                        + " ORDER BY length(Email) DESC, LastName LIMIT 9",
                "SELECT InvoiceId, date(InvoiceDate, '+1 month', 'start of month'),"
                        + " julianday(InvoiceDate) FROM Invoice LIMIT 8",
                "SELECT TrackId FROM Track WHERE TrackId IN (5, 3, 9000, 3, NULL, 17)",
                "SELECT typeof(UnitPrice), typeof(Bytes), quote(Composer) FROM Track LIMIT 7",
                "SELECT m.Name, count(*) FROM MediaType m NATURAL JOIN Track GROUP BY m.Name"
            })
    void answersAsSqliteDoes(String sql) {
        chinook.same(sql);
    }

    @Test
    void writesAsSqliteDoes() {
        try (Twins twins = new Twins(Corpora.text("chinook/Chinook_Sqlite.sql.gz"))) {
            twins.write("UPDATE Track SET UnitPrice = UnitPrice * 2 WHERE GenreId = 2");
            twins.write("DELETE FROM PlaylistTrack WHERE TrackId % 3 = 0");
            twins.write("INSERT INTO Genre (Name) SELECT upper(Name) FROM Genre WHERE GenreId < 9");
            twins.write("INSERT OR IGNORE INTO Artist VALUES (1, 'again'), (9001, 'new')");
            twins.write("INSERT OR REPLACE INTO MediaType VALUES (1, 'replaced')");
            twins.sameInAnyOrder("SELECT * FROM Track");
            twins.sameInAnyOrder("SELECT * FROM PlaylistTrack");
            twins.sameInAnyOrder("SELECT * FROM Genre");
            twins.sameInAnyOrder("SELECT * FROM Artist");
            twins.sameInAnyOrder("SELECT * FROM MediaType");
        }
    }
}
