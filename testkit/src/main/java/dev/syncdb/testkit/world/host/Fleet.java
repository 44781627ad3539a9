package dev.syncdb.testkit.world.host;

import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that runs in one world: a server, phones of one or more spaces, and their backups. */
public final class Fleet {
    /**
     * How one phone is made.
     *
     * @param space whose rows it holds
     */
    public record Phone(String space, PhoneHost.Build build, int sectorBytes, boolean tears) {}

    private final Stage stage;
    private final ServerHost server;
    private final List<PhoneHost> phones = new ArrayList<>();
    private final List<Phone> kinds = new ArrayList<>();
    /** Those that share one were set up from one backup, or its original. */
    private final List<Integer> families = new ArrayList<>();

    private final Map<Integer, FakeDisk> backups = new TreeMap<>();

    public Fleet(Stage stage, ServerHost server) {
        this.stage = stage;
        this.server = server;
        server.onPutBack(this::strand);
    }

    public Stage stage() {
        return stage;
    }

    public ServerHost server() {
        return server;
    }

    public List<PhoneHost> phones() {
        return phones;
    }

    /** The phone of that number, from 0; some other one if there are not so many. */
    public PhoneHost phone(int number) {
        return phones.get(number % phones.size());
    }

    /** A new phone, which is switched off. */
    public PhoneHost add(Phone kind) {
        int family = phones.size();
        return add(kind, "phone" + (family + 1), family);
    }

    private PhoneHost add(Phone kind, String name, int family) {
        Machine machine = new Machine(stage, name, kind.sectorBytes(), kind.tears());
        Author author = stage.ledger().enter(name, kind.space(), false);
        PhoneHost phone = new PhoneHost(stage, machine, kind.build(), author, server);
        phones.add(phone);
        kinds.add(kind);
        families.add(family);
        return phone;
    }

    /** Somebody makes a backup of a phone. */
    public void backUp(int number) {
        int which = number % phones.size();
        backups.put(which, phones.get(which).machine().image());
        stage.note(phones.get(which).name() + " is backed up");
    }

    /** A new phone is set up from the backup of one that goes on too. */
    public void cloneFrom(int number) {
        int which = number % phones.size();
        FakeDisk backup = backups.get(which);
        if (backup != null) {
            String twin = "twin" + (phones.size() + 1);
            stage.struck(
                    Fault.CLONED,
                    twin + " is set up from the backup of " + phone(which).name());
            int family = families.get(which);
            PhoneHost added = add(kinds.get(which), twin, family);
            doubt(family);
            added.putBack(backup);
        }
    }

    /** A phone goes on from its own backup. */
    public void putBack(int number) {
        int which = number % phones.size();
        FakeDisk backup = backups.get(which);
        if (backup != null) {
            stage.struck(Fault.CLONED, phone(which).name() + " goes back to its backup");
            doubt(families.get(which));
            phone(which).putBack(backup);
        }
    }

    /** The server may take any of those who share an identity for another. */
    private void doubt(int family) {
        for (int i = 0; i < phones.size(); i++) {
            if (families.get(i) == family) {
                phones.get(i).doubt();
            }
        }
    }

    /** Phones may hold what a server that was put back does not know any more. */
    private void strand() {
        for (PhoneHost phone : phones) {
            phone.doubt();
            phone.view().strand();
        }
    }
}
