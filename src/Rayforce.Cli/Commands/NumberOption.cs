using System.CommandLine;
using System.Globalization;

namespace Rayforce.Cli.Commands;

/// <summary>An option that is a whole number.</summary>
internal sealed class NumberOption : Option<long?>
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">Its name, dashes included.</param>
    /// <param name="helpName">What the help calls the number.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="least">The smallest number that makes sense.</param>
    /// <param name="most">The largest.</param>
    /// <param name="standard">What holds without the option; null for nothing.</param>
    public NumberOption(string name, string helpName, string description, long least, long most, long? standard)
        : base(name)
    {
        HelpName = helpName;
        Description = description;
        if (standard is not null)
            DefaultValueFactory = _ => standard;
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} needs a whole number from {least} to {most}; '{text}' is none.");
            return null;
        };
    }

    /// <summary>The number, where there is one in any case.</summary>
    public int Get(ParseResult parse) => (int)parse.GetValue(this)!.Value;
}
