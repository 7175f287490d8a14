using Rayforce.Cli.Formats;
using Spectre.Console;

namespace Rayforce.Cli.Prompt;

/// <summary>Shows results at a terminal: what is long is cut, and tables are paged.</summary>
internal sealed class ResultView(IAnsiConsole console)
{
    private const int MaxElements = 500;
    private const int MaxCharacters = 4000;

    private readonly TablePager _pager = new(console);

    /// <summary>Shows a result; the null is none.</summary>
    public void Show(RayObject value)
    {
        switch (value)
        {
            case RayNull:
                break;
            case RayError error:
                console.Write(new Paragraph($"{Printable.Lines(new RayforceQueryException(error).Message)}\n", new Style(Color.Red)));
                break;
            case RayTable or RayDict:
                _pager.Show(Tabular.Of(value));
                break;
            default:
                ShowSource(value);
                break;
        }
    }

    private void ShowSource(RayObject value)
    {
        var count = value switch
        {
            RayVector vector => vector.Count,
            RayList list => list.Count,
            _ => 0,
        };
        var source = Printable.Lines(RayfallSource.Of(FirstRows.Of(value, MaxElements)));
        var isCut = count > MaxElements || source.Length > MaxCharacters;
        if (source.Length > MaxCharacters)
            source = DisplayWidth.Cut(source, MaxCharacters);
        console.Profile.Out.Writer.Write(
            isCut ? FormattableString.Invariant($"{source}\n… {count} elements\n") : $"{source}\n");
    }
}
