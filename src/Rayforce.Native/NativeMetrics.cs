using System.Diagnostics.Metrics;

namespace Rayforce.Native;

/// <summary>What is counted, for whoever listens to the meter <c>Rayforce.Native</c>.</summary>
internal static class NativeMetrics
{
    private static readonly Meter Meter = new("Rayforce.Native");

    /// <summary>Evaluations that ran on, for a while or to their end, after their callers had given them up.</summary>
    public static Counter<long> Abandoned { get; } = Meter.CreateCounter<long>(
        "rayforce.native.abandoned", "{evaluation}", "Evaluations given up by their callers while they ran.");
}
