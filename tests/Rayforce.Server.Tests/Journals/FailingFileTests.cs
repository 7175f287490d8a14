using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Rayfall;
using Rayforce.Server.Journals;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Journals;

/// <summary>What becomes of changes when the file system fails.</summary>
public sealed class FailingFileTests
{
    [Theory]
    [InlineData(JournalSync.Always)]
    [InlineData(JournalSync.Interval)]
    [InlineData(JournalSync.Never)]
    public async Task A_full_disk_gives_the_writer_an_error_and_loses_nothing_that_was_answered(JournalSync sync)
    {
        using var folder = new DataFolder();
        var isFull = false;
        var storage = new FailingStorage(() => isFull);
        var interpreter = new RayfallInterpreter();
        using var log = new LogRecorder();
        await using var journal = await OpenAsync(folder, interpreter, storage, sync, log: log);
        await EvaluateAsync(interpreter, "(set a 1)");

        isFull = true;
        var error = Assert.IsType<RayError>(await EvaluateAsync(interpreter, "(set a 2)"));
        Assert.Equal("io", error.Code);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        await EvaluateAsync(interpreter, "(set a 2)");
        Assert.Equal(1L, await EvaluateAsync(interpreter, "a"));
        Assert.Single(log.Lines, line => line.Contains("Changes cannot be kept", StringComparison.Ordinal));
        Assert.Equal("io", Assert.IsType<RayError>(await EvaluateAsync(interpreter, "(.log.snapshot)")).Code);
        using (var full = folder.Copy())
        await using (var data = await full.OpenAsync())
            Assert.Equal(1L, await data.AskAsync("a"));

        isFull = false;
        Assert.Equal(3L, await EvaluateAsync(interpreter, "(set a (+ a 2))"));
        Assert.Single(log.Lines, line => line.Contains("Changes are kept again", StringComparison.Ordinal));
        using var copy = folder.Copy();
        await using var again = await copy.OpenAsync();
        Assert.Equal(3L, await again.AskAsync("a"));
        Assert.DoesNotContain(again.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    /// <summary>Several writers, and failures at any point of any file operation.</summary>
    [Fact]
    public async Task At_random_failures_what_was_answered_is_there_and_what_failed_is_not()
    {
        await Gen.Int[0, int.MaxValue].SampleAsync(
            async seed =>
            {
                using var folder = new DataFolder();
                var random = new Random(seed);
                var isSound = false;
                var storage = new FailingStorage(() => !isSound && random.Next(12) == 0);
                var interpreter = new RayfallInterpreter();
                await using var journal = await OpenAsync(folder, interpreter, storage, JournalSync.Always, snapshotAbove: 2000);
                var writers = Enumerable.Range(0, 4).Select(number => Task.Run(() => WriteAsync(interpreter, number)));
                var answered = await Task.WhenAll(writers);
                // What could be neither flushed nor cut off is cut off now.
                isSound = true;
                Assert.Equal(1L, await EvaluateAsync(interpreter, "(set last 1)"));
                // Files that are being written can only be copied by their own process.
                await journal.SnapshotAsync();
                Assert.Equal(2L, await EvaluateAsync(interpreter, "(set last 2)"));

                using var copy = folder.Copy();
                await using var again = await copy.OpenAsync();
                for (var number = 0; number < answered.Length; number++)
                {
                    foreach (var look in new[] { interpreter, again.Interpreter })
                        Assert.Equal(answered[number], look.Evaluate($"(list s{number} (sum v{number}))").Value);
                }
            },
            iter: 25,
            threads: 1);
    }

    /// <summary>Writes numbers to a vector, and their sum beside it.</summary>
    /// <returns>What is to be there.</returns>
    private static async Task<RayObject> WriteAsync(RayfallInterpreter interpreter, int writer)
    {
        while (await EvaluateAsync(interpreter, $"(do (set s{writer} 0) (set v{writer} [0]))") is RayError)
        {
        }

        var sum = 0L;
        for (var number = 1L; number <= 40; number++)
        {
            var reply = await EvaluateAsync(
                interpreter, $"(do (set v{writer} (concat v{writer} {number})) (set s{writer} (+ s{writer} {number})) {number})");
            if (reply is RayError error)
                Assert.Equal("io", error.Code);
            else
                sum += number;
            if (number % 16 == 0)
                await EvaluateAsync(interpreter, "(.log.snapshot)");
        }

        return new RayList(sum, sum);
    }

    /// <summary>As the engine does it.</summary>
    private static async Task<RayObject> EvaluateAsync(RayfallInterpreter interpreter, string source)
    {
        var result = interpreter.Evaluate(source);
        try
        {
            await result.Kept;
            return result.Value;
        }
        catch (IOException exception)
        {
            return new RayError("io", exception.Message);
        }
    }

    private static async Task<Journal> OpenAsync(
        DataFolder folder, RayfallInterpreter interpreter, FailingStorage storage, JournalSync sync,
        long snapshotAbove = 1 << 20, LogRecorder? log = null)
    {
        // A start that fails is tried again.
        while (true)
        {
            try
            {
                return await Journal.OpenAsync(
                    new JournalOptions
                    {
                        Folder = folder.Path, Sync = sync, Storage = storage, SnapshotAbove = snapshotAbove,
                        Logger = log ?? (ILogger)NullLogger.Instance,
                    },
                    interpreter,
                    (request, restricted) => interpreter.Evaluate(request, restricted),
                    CancellationToken.None);
            }
            catch (IOException)
            {
            }
        }
    }
}
