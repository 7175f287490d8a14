using System.CommandLine;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce completion</c>: has a shell complete this command's words.</summary>
internal static class CompletionCommand
{
    private const string Bash =
        """
        # Completes rayforce in bash: eval "$(rayforce completion bash)"
        _rayforce() {
            local IFS=$'\n' current="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$(rayforce "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$current"))
        }
        complete -o default -F _rayforce rayforce

        """;

    private const string Zsh =
        """
        # Completes rayforce in zsh: eval "$(rayforce completion zsh)", after compinit
        _rayforce() {
            local -a words
            words=("${(@f)$(rayforce "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            compadd -a words || _files
        }
        compdef _rayforce rayforce

        """;

    private const string PowerShell =
        """
        # Completes rayforce in PowerShell: rayforce completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName rayforce -ScriptBlock {
            param($word, $line, $position)
            rayforce "[suggest:$position]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: bash, zsh or pwsh." }
            .AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Print what has a shell complete the words of this command.") { shell };
        command.SetAction(async (parse, _) =>
        {
            await parse.InvocationConfiguration.Output.WriteAsync(parse.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => PowerShell,
            });
            return ExitCode.Success;
        });
        return command;
    }
}
