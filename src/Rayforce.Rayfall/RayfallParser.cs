using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Interpreting;
using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;
using Rayforce.Rayfall.Wire;

namespace Rayforce.Rayfall;

/// <summary>Rayfall source text as the objects that evaluation works on.</summary>
public static class RayfallParser
{
    /// <summary>The most forms that one source may have at its top level, as in native Rayforce.</summary>
    public const int MaxForms = Parser.MaxForms;

    /// <summary>Reads the forms of a source text.</summary>
    /// <param name="source">The text.</param>
    /// <returns>
    /// The forms in order, at least one; or one <see cref="RayError"/>: <c>parse</c>, <c>domain</c> or <c>limit</c>.
    /// </returns>
    public static IReadOnlyList<RayObject> Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var budget = new Budget(new RayfallOptions().MaxMemory, long.MaxValue, CancellationToken.None);
        var symbols = new Symbols(new SymbolTable(WellKnown.Names), budget);
        try
        {
            var forms = Parser.Read(budget, symbols, Encoding.UTF8.GetBytes(source));
            return Array.ConvertAll(forms, new ToWire(symbols, budget).Convert);
        }
        catch (RayfallException e)
        {
            return [e.ToError()];
        }
    }
}
