using Rayforce.Ipc;

namespace Rayforce.Rayfall.Tests.Builtins;

public class OrderAndSeriesTests
{
    /// <summary>A source and the payload or the error's code that native Rayforce 3.0.1 answers, a line each.</summary>
    [Fact]
    public void Order_and_series_answer_what_native_answers()
    {
        var interpreter = new RayfallInterpreter();
        var different = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Expectations/order-and-series.tsv")))
        {
            var (source, expected) = (line[..line.LastIndexOf('\t')], line[(line.LastIndexOf('\t') + 1)..]);
            var value = interpreter.Evaluate(new RayString(source)).Value;
            var answer = value is RayError error
                ? "!" + error.Code
                : Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3).AsSpan(16));
            if (answer != expected)
                different.Add($"{source}: {answer} instead of {expected}");
        }

        Assert.Empty(different);
    }
}
