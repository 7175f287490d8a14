using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Rayforce.Cli.Commands;

/// <summary>
/// Options of <c>rayforce serve</c> from where services have them: the section <c>serve</c> of <c>appsettings.json</c> and
/// of <c>appsettings.ENVIRONMENT.json</c> in the working folder, then environment variables such as
/// <c>RAYFORCE_SERVE__TCPPORT</c>. What the command line says comes before them all.
/// </summary>
internal static class ServeSettings
{
    private const string Section = "serve";
    private const string Prefix = "RAYFORCE_";

    /// <summary>Adds to the arguments what they do not say.</summary>
    /// <param name="args">The arguments of the whole command.</param>
    /// <param name="root">The command.</param>
    /// <param name="folder">The working folder.</param>
    /// <exception cref="ArgumentException">A setting is none, or a file cannot be read.</exception>
    public static string[] Complete(string[] args, RootCommand root, string folder)
    {
        if (args is not [Section, ..])
            return args;
        var serve = root.Subcommands.Single(static command => command.Name == Section);
        // One spelling: of two, nothing would tell which source is the later one.
        var options = serve.Options.ToDictionary(
            static option => option.Name.Replace("-", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
        var added = new List<string>();
        foreach (var setting in Read(folder).GetSection(Section).GetChildren())
        {
            if (!options.TryGetValue(setting.Key, out var option))
                throw new ArgumentException($"There is no setting '{setting.Path}': a setting is the name of an option of serve, without dashes.");
            if (!IsGiven(args, option))
                added.AddRange(Values(setting).Select(value => $"{option.Name}={value}"));
        }

        return [Section, .. added, .. args.AsSpan(1)];
    }

    private static IConfigurationRoot Read(string folder)
    {
        var environment = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } named ? named : "Production";
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
                .AddJsonFile(Path.Combine(folder, $"appsettings.{environment}.json"), optional: true)
                .AddEnvironmentVariables(Prefix)
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException)
        {
            throw new ArgumentException(exception.InnerException?.Message ?? exception.Message, exception);
        }
    }

    private static bool IsGiven(string[] args, Option option) => Array.Exists(
        args,
        arg => arg.StartsWith(option.Name, StringComparison.Ordinal)
            && (arg.Length == option.Name.Length || arg[option.Name.Length] is '=' or ':'));

    private static IEnumerable<string> Values(IConfigurationSection setting) =>
        setting.Value is { } value ? [value] : setting.GetChildren().Select(static item => item.Value ?? "");
}
