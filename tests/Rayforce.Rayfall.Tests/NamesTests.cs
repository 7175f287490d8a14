using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Interpreting;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>Every name that native 3.0.1 binds is bound, as the same kind of function, refused where native refuses it.</summary>
public sealed class NamesTests
{
    public static TheoryData<string, string, string> Names()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(GoldenFile.Locate("engine/names.tsv")).Skip(1))
        {
            var fields = line.Split('\t');
            // Literals, and a word that native lists and does not bind.
            if (fields[0] is not ("true" or "false" or "def"))
                data.Add(fields[0], fields[1], fields[2]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_of_native_is_bound_as_there(string name, string kind, string flags)
    {
        if (kind == "namespace")
        {
            Assert.Equal(RayType.Dict, new RayfallInterpreter().Evaluate(new RayString(name)).Value.Type);
            return;
        }

        var builtin = BuiltinTable.Instance.Find(name);
        Assert.NotNull(builtin);
        Assert.Equal(
            kind switch { "unary" => RayType.Unary, "binary" => RayType.Binary, _ => RayType.Variadic }, builtin.Type);
        Assert.Equal(flags.Contains("restricted", StringComparison.Ordinal), builtin.Is(BuiltinTraits.Restricted));
    }

    [Fact]
    public void What_is_not_offered_says_so()
    {
        var interpreter = new RayfallInterpreter();
        var error = Assert.IsType<RayError>(interpreter.Evaluate(new RayString("(read \"x\")")).Value);
        Assert.Equal("nyi", error.Code);
        error = Assert.IsType<RayError>(interpreter.Evaluate(new RayString("(read \"x\")"), restricted: true).Value);
        Assert.Equal("access", error.Code);
    }

    [Fact]
    public void A_deleted_name_is_gone_for_everybody()
    {
        var interpreter = new RayfallInterpreter();
        interpreter.Evaluate(new RayString("(set gone 5)"));
        interpreter.Evaluate(new RayString("(del gone)"));
        var error = Assert.IsType<RayError>(interpreter.Evaluate(new RayString("gone")).Value);
        Assert.Equal("name", error.Code);
    }
}
