package dev.syncdb.lab.engine.measure;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** What the calling thread has used so far. */
public final class ThreadMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadMeter() {}

    /** Processor time in nanoseconds. */
    public static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Bytes of all objects it has made. */
    public static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
