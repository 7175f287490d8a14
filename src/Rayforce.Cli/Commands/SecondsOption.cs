using System.CommandLine;
using System.Globalization;

namespace Rayforce.Cli.Commands;

/// <summary>An option that says how long, in seconds.</summary>
internal sealed class SecondsOption : Option<double?>
{
    /// <summary>A timer takes at most 32 bits of milliseconds.</summary>
    private const int Longest = int.MaxValue / 1000;

    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, dashes included.</param>
    /// <param name="description">What takes that long.</param>
    /// <param name="standard">What holds without the option; null for nothing.</param>
    public SecondsOption(string name, string description, TimeSpan? standard)
        : base(name)
    {
        HelpName = "SECONDS";
        Description = description;
        if (standard is { } time)
            DefaultValueFactory = _ => time.TotalSeconds;
        CustomParser = result =>
        {
            // A comma would be read as one between thousands.
            if (double.TryParse(
                    result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and < Longest)
            {
                return seconds;
            }

            result.AddError(
                $"{name} needs a number of seconds above 0, {Longest} at most, such as 0.5; " +
                $"'{result.Tokens[0].Value}' is none.");
            return null;
        };
    }

    /// <summary>The time, where there is one in any case.</summary>
    public TimeSpan Get(ParseResult parse) => Find(parse)!.Value;

    /// <summary>The time; null where none was given and nothing holds without.</summary>
    public TimeSpan? Find(ParseResult parse) =>
        parse.GetValue(this) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
