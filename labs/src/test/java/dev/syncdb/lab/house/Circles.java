package dev.syncdb.lab.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the circles of a graph: its strongly connected components of two nodes or more. */
final class Circles {
    private final Map<String, Set<String>> arrows;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> arrows) {
        this.arrows = arrows;
    }

    /** The circles, each in alphabetical order. */
    static List<List<String>> in(Map<String, Set<String>> arrows) {
        Circles circles = new Circles(arrows);
        for (String node : arrows.keySet()) {
            if (!circles.order.containsKey(node)) {
                circles.visit(node);
            }
        }
        return circles.found;
    }

    private int visit(String node) {
        int number = order.size();
        order.put(node, number);
        lowest.put(node, number);
        open.push(node);
        for (String next : arrows.getOrDefault(node, Set.of())) {
            if (!order.containsKey(next)) {
                lowest.merge(node, visit(next), Math::min);
            } else if (open.contains(next)) {
                lowest.merge(node, order.get(next), Math::min);
            }
        }
        int low = lowest.get(node);
        if (low == number) {
            close(node);
        }
        return low;
    }

    private void close(String root) {
        List<String> circle = new ArrayList<>();
        String member;
        do {
            member = open.pop();
            circle.add(member);
        } while (!member.equals(root));
        if (circle.size() > 1) {
            Collections.sort(circle);
            found.add(circle);
        }
    }
}
