package org.creditconnector.night;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Spreads a run's ranges over threads of this process, or over workers on other machines. To Batch the workers are one partition:
 * which of them does what, and how far it is, stands in the ledger and nowhere else.
 */
final class RangeSpread implements PartitionHandler {
    private final CurrentRun current;
    private final PartitionHandler threads;
    private final JobRepository repository;

    RangeSpread(CurrentRun current, PartitionHandler threads, JobRepository repository) {
        this.current = current;
        this.threads = threads;
        this.repository = repository;
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution prepare) throws Exception {
        return current.session().isHandedOut() ? handOut(splitter, prepare) : threads.handle(splitter, prepare);
    }

    private Set<StepExecution> handOut(StepExecutionSplitter splitter, StepExecution prepare) throws Exception {
        Set<StepExecution> partition = splitter.split(prepare, 1);
        StepExecution workers = partition.iterator().next();
        workers.setStartTime(now());
        workers.setStatus(BatchStatus.STARTED);
        repository.update(workers);
        try {
            current.session().handOut();
            workers.setStatus(BatchStatus.COMPLETED);
            workers.setExitStatus(ExitStatus.COMPLETED);
        } catch (Pauses.StoppedException e) {
            workers.addFailureException(e);
            workers.setStatus(BatchStatus.STOPPED);
            workers.setExitStatus(ExitStatus.STOPPED);
        } catch (RuntimeException e) {
            workers.addFailureException(e);
            workers.setStatus(BatchStatus.FAILED);
            workers.setExitStatus(ExitStatus.FAILED);
        }
        workers.setEndTime(now());
        repository.update(workers);
        return partition;
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }
}
