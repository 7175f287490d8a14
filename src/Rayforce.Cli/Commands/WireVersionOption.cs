using System.CommandLine;
using Rayforce.Ipc;

namespace Rayforce.Cli.Commands;

/// <summary><c>--wire-version</c>, for commands that write frames.</summary>
internal sealed class WireVersionOption : Option<int>
{
    public WireVersionOption()
        : base("--wire-version")
    {
        HelpName = "1|3";
        Description = "The wire version to write: 3 for core 2.x, 1 for core 0.x.";
        DefaultValueFactory = _ => (int)WireVersion.V3;
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not ("1" or "3"))
                result.AddError($"There is no wire version '{token.Value}'; use 1 or 3.");
        });
    }

    public WireVersion Get(ParseResult parse) => (WireVersion)parse.GetValue(this);
}
