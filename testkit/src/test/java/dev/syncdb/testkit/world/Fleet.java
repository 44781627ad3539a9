package dev.syncdb.testkit.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A world by hand: a server and two phones that do what a test says. */
final class Fleet {
    final Stage stage = new Stage(1);
    final ServerHost server;
    final Network network;
    final List<PhoneHost> phones = new ArrayList<>();

    /** A fleet in which everybody has the tables. */
    Fleet(Sabotage sabotage) {
        server = new ServerHost(stage, sabotage);
        network = new Network(stage, server, sabotage);
        server.start();
        for (int number = 1; number <= 2; number++) {
            PhoneHost phone = new PhoneHost(number, stage, network);
            phones.add(phone);
            phone.start();
        }
        rest();
    }

    PhoneHost phone(int number) {
        return phones.get(number - 1);
    }

    boolean write(int phone, String word) {
        boolean held = phone(phone).write(session -> {
            session.execute("INSERT INTO words VALUES (?)", word);
            session.execute("INSERT INTO tasks (title) VALUES (?)", word);
            return word;
        });
        if (held) {
            stage.ledger().acknowledged(word);
        }
        return held;
    }

    /** Everybody syncs, twice, so that all hear of all. */
    void sync() {
        for (int round = 0; round < 2; round++) {
            phones.forEach(PhoneHost::sync);
            rest();
        }
    }

    void rest() {
        while (stage.step()) {
            // One thing leads to the next.
        }
    }

    void setFaults(Fault... faults) {
        network.setFaults(Set.of(faults));
    }

    int times(Fault fault) {
        return stage.history().faults().getOrDefault(fault, 0);
    }

    /** The broken promises, on one line. */
    String judged() {
        new Oracles(stage).judge(server, phones);
        return String.join("; ", stage.history().broken());
    }
}
