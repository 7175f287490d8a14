using System.Runtime.CompilerServices;

namespace Rayforce.Client;

/// <summary>Checks what options are set to.</summary>
internal static class OptionValue
{
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
}
