using System.Runtime.CompilerServices;
using Rayforce.Ipc;

namespace Rayforce.Client;

/// <summary>Checks what options are set to.</summary>
internal static class OptionValue
{
    /// <summary>The highest port.</summary>
    private const int HighestPort = ushort.MaxValue;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>A time above zero that timers take, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan Time(TimeSpan value, [CallerMemberName] string name = "") =>
        value == Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value <= Longest)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, $"{name} is a time above zero, at most {Longest}, or infinite.");

    /// <summary>A number that is not below the least.</summary>
    public static int AtLeast(int least, int value, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");

    /// <summary>A number that is not below the least.</summary>
    public static long AtLeast(long least, long value, [CallerMemberName] string name = "") => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");

    /// <summary>A wire version that there is; null for any.</summary>
    public static WireVersion? Version(WireVersion? value, [CallerMemberName] string name = "") =>
        value is null or WireVersion.V1 or WireVersion.V3
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, $"{name} is 1 or 3, or null where the choice is left open.");

    /// <summary>A port that can be connected to.</summary>
    public static int Port(int value, [CallerMemberName] string name = "") => value is >= 1 and <= HighestPort
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"A port is a number from 1 to {HighestPort}.");

    /// <summary>A port that can be listened at; 0 for a free one.</summary>
    public static int ListeningPort(int value, [CallerMemberName] string name = "") => value is >= 0 and <= HighestPort
        ? value
        : throw new ArgumentOutOfRangeException(
            name, value, $"A port is a number from 1 to {HighestPort}, or 0 for a free one.");
}
