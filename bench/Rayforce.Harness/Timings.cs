using System.Diagnostics;
using System.Text.Json;
using Rayforce.Ipc;

namespace Rayforce.Harness;

/// <summary>
/// Reads JSON lines: <c>{"setup": source}</c>, <c>{"load": file of a frame to evaluate}</c>, or
/// <c>{"name": …, "src": source, "reps": n}</c>, for which it writes the best time in milliseconds, the bytes
/// allocated, and a hash of the reply. Who is asked is an <see cref="ISide"/>.
/// </summary>
internal static class Timings
{
    // A short question is asked until so much time has passed, a long one not after so much.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public static void Run(ISide side)
    {
        while (Console.In.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            if (entry.TryGetProperty("load", out var file))
                Report(file.GetString()!, side.Load(RaySerializer.DeserializeFrame(File.ReadAllBytes(file.GetString()!))));
            else if (entry.TryGetProperty("setup", out var setup))
                Report(setup.GetString()!, side.Prepare(setup.GetString()!));
            else
                Time(side, entry.GetProperty("name").GetString()!, entry.GetProperty("src").GetString()!, entry.GetProperty("reps").GetInt32());
            Console.Out.Flush();
        }
    }

    private static void Report(string setup, string? problem)
    {
        if (problem is not null)
            Write(writer => { writer.WriteString("setup", setup); writer.WriteString("error", problem); });
    }

    private static void Time(ISide side, string name, string source, int repetitions)
    {
        var (best, allocated) = (double.MaxValue, 0L);
        string? problem = null, hash = null;
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; (i < repetitions || clock.Elapsed < Least) && clock.Elapsed < Most; i++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            problem = side.Ask(source) ?? problem;
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (i == 0)
                hash = side.HashOfReply();
            times.Add(Math.Round(time, 3));
            best = Math.Min(best, time);
        }

        Write(writer =>
        {
            writer.WriteString("name", name);
            writer.WriteNumber("best", best);
            writer.WriteString("err", problem);
            writer.WriteString("hash", hash);
            writer.WriteNumber("alloc", allocated);
            writer.WriteStartArray("all");
            foreach (var time in times)
                writer.WriteNumberValue(time);
            writer.WriteEndArray();
        });
    }

    private static void Write(Action<Utf8JsonWriter> properties)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            properties(writer);
            writer.WriteEndObject();
        }

        Console.WriteLine(System.Text.Encoding.UTF8.GetString(line.ToArray()));
    }
}
