using System.Runtime.InteropServices.JavaScript;
using Rayforce.Display;

namespace Rayforce.Console.Browser;

/// <summary>The editors of the page, each by the id of its element.</summary>
internal static partial class Editors
{
    /// <summary>Has editors colour Rayfall.</summary>
    public static void UseRayfall() => UseTokens(static text =>
    {
        var tokens = RayfallTokens.Read(text);
        var numbers = new int[3 * tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            numbers[3 * i] = (int)tokens[i].Kind;
            numbers[(3 * i) + 1] = tokens[i].Start;
            numbers[(3 * i) + 2] = tokens[i].Length;
        }

        SetTokens(numbers);
    });

    /// <summary>Makes an editor.</summary>
    /// <param name="id">Its element.</param>
    /// <param name="text">Its text.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="hint">What is seen where it is empty.</param>
    /// <param name="changed">Told each new text.</param>
    /// <param name="ask">Asked for names with text, place and number, answered by <see cref="AnswerCompletion"/>.</param>
    /// <param name="press">Told a key: <c>run</c>, <c>older</c> or <c>newer</c>.</param>
    [JSImport("createEditor", Widgets.Module)]
    public static partial void Create(
        string id,
        string text,
        string label,
        string hint,
        [JSMarshalAs<JSType.Function<JSType.String>>] Action<string> changed,
        [JSMarshalAs<JSType.Function<JSType.String, JSType.Number, JSType.Number>>] Action<string, int, int> ask,
        [JSMarshalAs<JSType.Function<JSType.String>>] Action<string> press);

    /// <summary>Gives names for a place.</summary>
    /// <param name="number">The number of the question.</param>
    /// <param name="from">Where what they stand for begins.</param>
    /// <param name="names">The names.</param>
    [JSImport("answerCompletion", Widgets.Module)]
    public static partial void AnswerCompletion(
        int number, int from, [JSMarshalAs<JSType.Array<JSType.String>>] string[] names);

    /// <summary>Puts another text into an editor.</summary>
    [JSImport("setText", Widgets.Module)]
    public static partial void SetText(string id, string text);

    /// <summary>Marks the place of a fault until the text changes.</summary>
    [JSImport("markFault", Widgets.Module)]
    public static partial void MarkFault(string id, int start, int length, string message);

    /// <summary>Takes the mark away.</summary>
    [JSImport("clearFault", Widgets.Module)]
    public static partial void ClearFault(string id);

    /// <summary>Has an editor take the keys.</summary>
    [JSImport("focusEditor", Widgets.Module)]
    public static partial void Focus(string id);

    /// <summary>Ends an editor.</summary>
    [JSImport("removeEditor", Widgets.Module)]
    public static partial void Remove(string id);

    [JSImport("useTokens", Widgets.Module)]
    private static partial void UseTokens([JSMarshalAs<JSType.Function<JSType.String>>] Action<string> read);

    [JSImport("setTokens", Widgets.Module)]
    private static partial void SetTokens([JSMarshalAs<JSType.Array<JSType.Number>>] int[] numbers);
}
