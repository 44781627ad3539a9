package dev.syncdb.lab.simulate;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;

/** What this process has used so far. */
final class ProcessMeter {
    private static final double NANOS_PER_SECOND = 1e9;

    private ProcessMeter() {}

    /** Processor time of all threads, those of the virtual machine among them. */
    static double cpuSeconds() {
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / NANOS_PER_SECOND;
    }
}
