using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Rayforce.Cli.Sessions;

namespace Rayforce.Cli.Commands;

/// <summary>What <c>rayforce exec</c> evaluates: expressions, files and standard input, after the URL if there is one.</summary>
/// <param name="Url">The URL that was given.</param>
/// <param name="Expressions">The expressions; <c>-</c> stands for standard input.</param>
internal sealed record ExecSources(string? Url, IReadOnlyList<string> Expressions)
{
    private const string StandardInput = "-";

    /// <summary>Tells the URL from expressions, and refuses what is neither.</summary>
    /// <param name="arguments">The arguments as they were given.</param>
    /// <param name="parse">All that was given.</param>
    /// <exception cref="ArgumentException">An argument looks like an option that there is none of.</exception>
    public static ExecSources Read(IReadOnlyList<string> arguments, ParseResult parse)
    {
        var literal = parse.Tokens.SkipWhile(static token => token.Type != TokenType.DoubleDash).Count() - 1;
        foreach (var argument in arguments.Take(arguments.Count - Math.Max(0, literal)))
        {
            if (argument is ['-', '-' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..])
            {
                throw new ArgumentException(
                    $"There is no option '{argument}'; if it is Rayfall, put -- before it. exec --help lists the options.");
            }
        }

        return arguments is [var first, ..] && ServerAddress.IsMeant(first)
            ? new ExecSources(first, [.. arguments.Skip(1)])
            : new ExecSources(Url: null, arguments);
    }

    /// <summary>The sources in order: those of files first, as what they define is used.</summary>
    /// <param name="files">The files.</param>
    /// <param name="input">What stands for standard input.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async IAsyncEnumerable<string> ReadAsync(
        IReadOnlyList<string> files,
        Stream input,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
            yield return await File.ReadAllTextAsync(file, Encoding.UTF8, cancellationToken);
        foreach (var expression in Expressions)
        {
            if (expression != StandardInput)
            {
                yield return expression;
                continue;
            }

            using var reader = new StreamReader(input, Encoding.UTF8, leaveOpen: true);
            yield return await reader.ReadToEndAsync(cancellationToken);
        }
    }
}
