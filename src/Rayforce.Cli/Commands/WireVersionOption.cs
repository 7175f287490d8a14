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
        CustomParser = result =>
        {
            if (result.Tokens[0].Value is "1" or "3")
                return result.Tokens[0].Value[0] - '0';
            result.AddError($"--wire-version: there is no version '{result.Tokens[0].Value}'; use 1 or 3.");
            return 0;
        };
    }

    public WireVersion Get(ParseResult parse) => (WireVersion)parse.GetValue(this);
}
