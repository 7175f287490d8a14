namespace Rayforce;

/// <content>The calendar type that .NET Standard does not have.</content>
public readonly partial record struct RayDate
{
    private static readonly int EpochDayNumber = new DateOnly(2000, 1, 1).DayNumber;

    /// <summary>The Rayforce date of a .NET one.</summary>
    /// <param name="date">The date.</param>
    public static RayDate FromDateOnly(DateOnly date) => new(date.DayNumber - EpochDayNumber);

    /// <summary>The date.</summary>
    /// <exception cref="InvalidOperationException">The date is null, or outside the years 1 to 9999.</exception>
    public DateOnly ToDateOnly() => DateOnly.FromDateTime(ToDateTime());
}
