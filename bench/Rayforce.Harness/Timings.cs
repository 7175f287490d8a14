using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Harness;

/// <summary>
/// Reads JSON lines: <c>{"setup": source}</c>, <c>{"load": file of a frame to evaluate}</c>, or
/// <c>{"name": …, "src": source, "reps": n}</c>, for which it writes the best time in milliseconds, the bytes
/// allocated, and a hash of the reply.
/// </summary>
internal static class Timings
{
    // A short question is asked until so much time has passed, a long one not after so much.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public static void Run(RayfallOptions options)
    {
        var interpreter = new RayfallInterpreter(options);
        while (Console.In.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            if (entry.TryGetProperty("load", out var file))
                Prepare(interpreter, "load", RaySerializer.DeserializeFrame(File.ReadAllBytes(file.GetString()!)));
            else if (entry.TryGetProperty("setup", out var setup))
                Prepare(interpreter, setup.GetString()!, new RayString(setup.GetString()!));
            else
                Time(interpreter, entry.GetProperty("name").GetString()!, entry.GetProperty("src").GetString()!, entry.GetProperty("reps").GetInt32());
            Console.Out.Flush();
        }
    }

    private static void Prepare(RayfallInterpreter interpreter, string name, RayObject request)
    {
        if (interpreter.Evaluate(request).Value is RayError error)
            Write(writer => { writer.WriteString("setup", name); writer.WriteString("error", $"{error.Code} {error.Message}"); });
    }

    private static void Time(RayfallInterpreter interpreter, string name, string source, int repetitions)
    {
        var request = new RayString(source);
        var (best, allocated) = (double.MaxValue, 0L);
        string? problem = null, hash = null;
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; (i < repetitions || clock.Elapsed < Least) && clock.Elapsed < Most; i++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            var value = interpreter.Evaluate(request).Value;
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            if (value is RayError error)
                problem = $"{error.Code} {error.Message}";
            else if (i == 0)
                hash = Hash(value);
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

    // What the scripts beside name as a reply's hash; nothing is kept secret by it.
#pragma warning disable CA5350
    private static string Hash(RayObject value) => Convert.ToHexStringLower(
        SHA1.HashData(RaySerializer.SerializeFrame(value, WireVersion.V3).AsSpan(16)))[..12];
#pragma warning restore CA5350

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
