using System.CommandLine;

namespace Rayforce.Cli.Commands;

/// <summary>An option that says how long, in seconds.</summary>
internal sealed class SecondsOption : Option<double>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, dashes included.</param>
    /// <param name="description">What takes that long.</param>
    /// <param name="standard">What holds without the option.</param>
    public SecondsOption(string name, string description, TimeSpan standard)
        : base(name)
    {
        HelpName = "SECONDS";
        Description = description;
        DefaultValueFactory = _ => standard.TotalSeconds;
        Validators.Add(result =>
        {
            // A timer takes at most 32 bits of milliseconds.
            if (result.Errors.Any() || result.GetValueOrDefault<double>() is > 0 and < int.MaxValue / 1000)
                return;
            result.AddError($"{name} needs a number of seconds above 0, {int.MaxValue / 1000} at most.");
        });
    }

    public TimeSpan Get(ParseResult parse) => TimeSpan.FromSeconds(parse.GetValue(this));
}
