package org.creditconnector.night;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.creditconnector.ledger.Run;
import org.creditconnector.ledger.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Starts, continues and recovers the jobs. The ledger decides what is to do; Batch decides in which order, and remembers how far an
 * execution came.
 */
final class BatchNights implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchNights.class);
    private static final String SUBMISSION = NightJobs.SUBMISSION;
    private static final String COLLECT = NightJobs.COLLECT;
    private static final String RECONCILE = NightJobs.RECONCILE;
    private static final String TARGET = "target";
    private static final String RUN = "run";

    private final ConfigurableApplicationContext context;
    private final JobOperator operator;
    private final JobRepository repository;
    private final CurrentRun current;

    private BatchNights(ConfigurableApplicationContext context) {
        this.context = context;
        this.operator = context.getBean(JobOperator.class);
        this.repository = context.getBean(JobRepository.class);
        this.current = context.getBean(CurrentRun.class);
    }

    static BatchNights start(Store store) {
        return new BatchNights(context(store));
    }

    /** Builds the context from our own beans and nothing else. */
    static ConfigurableApplicationContext context(Store store) {
        SpringApplication application = new SpringApplicationBuilder(NightJobs.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(beans -> register((GenericApplicationContext) beans, store))
                .build();
        return application.run();
    }

    private static void register(GenericApplicationContext beans, Store store) {
        beans.registerBean("dataSource", DataSource.class, store::dataSource, bean -> bean.setDestroyMethodName(""));
        beans.registerBean("transactionManager", PlatformTransactionManager.class, store::transactionManager);
        beans.registerBean(CurrentRun.class, CurrentRun::new);
    }

    /**
     * Ends the executions that earlier processes left as if somebody still worked on them. The caller holds the target's lease, so
     * none of them lives.
     *
     * @param targetOf the target of a run; empty when there is no such run
     */
    void recoverStranded(String target, LongFunction<Optional<String>> targetOf) {
        for (String job : List.of(SUBMISSION, COLLECT, RECONCILE)) {
            for (JobExecution execution : repository.findRunningJobExecutions(job)) {
                JobParameters parameters = execution.getJobParameters();
                Optional<String> its = job.equals(SUBMISSION)
                        ? Optional.ofNullable(parameters.getString(TARGET))
                        : Optional.ofNullable(parameters.getLong(RUN)).flatMap(targetOf::apply);
                if (its.isPresent() && its.get().equals(target)) {
                    end(execution);
                }
            }
        }
    }

    /** Begins or continues the night of a run. The caller holds the target's lease, so nobody else works on it. */
    Endings.Ending submission(RunSession session, Run run) {
        JobParameters parameters = new JobParametersBuilder()
                .addString(TARGET, run.target())
                .addString("source", run.source())
                .addLocalDate("businessDate", run.businessDate())
                .addLong("pass", (long) run.pass())
                .toJobParameters();
        return work(SUBMISSION, session, parameters);
    }

    /** Takes in feedback for a run, once. */
    Endings.Ending collect(RunSession session) {
        return work(COLLECT, session, call(session));
    }

    /** Compares the books of a run, once. */
    Endings.Ending reconcile(RunSession session) {
        return work(RECONCILE, session, call(session));
    }

    /** Each call of these is an instance of its own: they may be made as often as one likes. */
    private static JobParameters call(RunSession session) {
        return new JobParametersBuilder()
                .addLong(RUN, session.runId())
                .addString("call", UUID.randomUUID().toString())
                .addLocalDate("at", LocalDate.now(ZoneOffset.UTC), false)
                .toJobParameters();
    }

    private Endings.Ending work(String job, RunSession session, JobParameters parameters) {
        current.set(session);
        try {
            JobExecution execution = startOrContinue(context.getBean(job, Job.class), parameters);
            settle(execution);
            List<Throwable> failures = execution.getAllFailureExceptions();
            // What went wrong stands with the partition's step; its parent says only that it went wrong.
            return failures.stream()
                    .filter(failure -> !(failure instanceof JobExecutionException && failure.getCause() == null))
                    .findFirst()
                    .or(() -> failures.stream().findFirst())
                    .map(Endings::of)
                    .orElseGet(() -> Endings.of(session.last()));
        } catch (Exception e) {
            return Endings.of(e);
        } finally {
            current.set(null);
        }
    }

    /**
     * An execution that was recovered while this process slept cannot be noted as ended by Batch any more, which then calls it
     * UNKNOWN for ever. It is our own execution, and it is over.
     */
    private void settle(JobExecution ours) {
        if (ours.getStatus() == BatchStatus.COMPLETED || ours.getStatus() == BatchStatus.STOPPED) {
            return;
        }
        try {
            JobExecution stored = repository.getJobExecution(ours.getId());
            if (stored != null) {
                end(stored);
            }
        } catch (RuntimeException e) {
            LOG.warn("the end of execution {} could not be noted, the next run does it", ours.getId(), e);
        }
    }

    private JobExecution startOrContinue(Job job, JobParameters parameters) throws Exception {
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        if (instance == null) {
            return operator.start(job, parameters);
        }
        if (repository.getLastJobExecution(instance) == null) {
            // A process died between the two rows that begin a job. Batch can neither start nor restart such an
            // instance.
            repository.deleteJobInstance(instance);
            return operator.start(job, parameters);
        }
        repository.getJobExecutions(instance).forEach(this::end);
        JobExecution before = repository.getLastJobExecution(instance);
        if (before == null) {
            throw new IllegalStateException("the executions of " + instance + " are gone");
        }
        return operator.restart(before);
    }

    /**
     * Ends what a process left under way, or in a state that Batch itself knows no way out of, as after a store that was lost in the
     * middle of a step. The lease is ours, so nobody works on it; what was done is in the ledger, and whoever still wants to write is
     * refused by the token.
     */
    private void end(JobExecution left) {
        boolean open = isOpen(left.getStatus());
        for (StepExecution step : left.getStepExecutions()) {
            if (isOpen(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(LocalDateTime.now(ZoneOffset.UTC));
                repository.update(step);
                open = true;
            }
        }
        if (open) {
            left.setStatus(BatchStatus.FAILED);
            left.setEndTime(LocalDateTime.now(ZoneOffset.UTC));
            repository.update(left);
        }
    }

    private static boolean isOpen(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }

    @Override
    public void close() {
        context.close();
    }
}
