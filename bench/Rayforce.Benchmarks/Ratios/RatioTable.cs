using System.Globalization;

namespace Rayforce.Benchmarks;

/// <summary>
/// Measures pairs in one run, the two sides in turn, so that what else the machine does meets both; the median of the
/// turns counts. <c>-- ratios [PART OF A NAME]</c> on the command line.
/// </summary>
internal static class RatioTable
{
    private const int Turns = 15;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(30);

    public static void Write(IEnumerable<Ratio> ratios, TextWriter output)
    {
        output.WriteLine("| | ours | beside it | | ratio | mark |");
        output.WriteLine("| --- | ---: | --- | ---: | ---: | ---: |");
        foreach (var ratio in ratios)
        {
            var (ours, other) = Measure(ratio);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {ratio.Name} | {Text(ours)} | {ratio.Beside} | {Text(other)} | {ours / other:F2} | {ratio.Mark:F2} |"));
        }
    }

    private static (double Ours, double Other) Measure(Ratio ratio)
    {
        var (oursTimes, otherTimes) = (Times(ratio.Ours), Times(ratio.Other));
        var ours = new double[Turns];
        var other = new double[Turns];
        for (var i = 0; i < Turns; i++)
        {
            ours[i] = ratio.Ours(oursTimes).TotalNanoseconds / oursTimes;
            other[i] = ratio.Other(otherTimes).TotalNanoseconds / otherTimes;
        }

        return (Median(ours), Median(other));
    }

    /// <summary>How often something is done in a turn; what is compiled late is compiled by then.</summary>
    private static int Times(Func<int, TimeSpan> run)
    {
        run(1);
        for (var times = 1; ; times *= 2)
        {
            if (run(times) >= Turn)
                return times;
        }
    }

    private static double Median(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static string Text(double nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F1} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:F1} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:F2} ms"),
    };
}
