namespace Rayforce.Rayfall.Tests;

public sealed class RequestTests
{
    private readonly RayfallInterpreter _interpreter = new();

    [Fact]
    public void A_string_is_source_a_list_a_call_and_anything_else_itself()
    {
        Assert.Equal(3L, Value("(+ 1 2)"));
        Assert.Equal(3L, Value(new RayList(new RaySymbol("+"), 1L, 2L)));
        Assert.Equal(3L, Value(new RayList(new RaySymbol("+", quoted: true), 1L, 2L)));
        Assert.Equal(7L, Value(7L));
        Assert.Equal(new RaySymbol("a", quoted: true), Value(new RaySymbol("a", quoted: true)));
        Assert.Equal(new RayList(), Value(new RayList()));
    }

    [Fact]
    public void An_unquoted_symbol_is_a_name()
    {
        Value("(set x 42)");
        Assert.Equal(42L, Value(new RaySymbol("x")));
        AssertError("name", "'y' undefined", Value(new RaySymbol("y")));
    }

    [Fact]
    public void Builtin_objects_of_wire_version_1_are_called_by_their_names()
    {
        Value("(set trades (table [id age] (list [1 2 3] [35 5 60])))");
        var query = new RayDict(
            new RaySymbolVector("id", "from", "where"),
            new RayList(
                new RaySymbol("id"),
                new RaySymbol("trades"),
                new RayList(new RayBuiltin(RayType.Binary, ">"), new RaySymbol("age"), 30L)));
        // Version 1 calls select a builtin of one argument; version 3 one of any number.
        var result = Assert.IsType<RayTable>(Value(new RayList(new RayBuiltin(RayType.Unary, "select"), query)));
        Assert.Equal(new RayVector<long>(1, 3), result.Columns[0]);
        AssertError("name", "'nonsense' undefined", Value(new RayList(new RayBuiltin(RayType.Unary, "nonsense"), 1L)));
    }

    [Fact]
    public void What_is_printed_goes_to_the_caller()
    {
        var result = _interpreter.Evaluate("(do (println \"hi\") (print \"x\") 5)");
        Assert.Equal(5L, result.Value);
        Assert.Equal("hi\nx", result.Output);
    }

    [Fact]
    public void An_error_keeps_what_was_written_before_it()
    {
        AssertError("name", "'nothing' undefined", Value("(set a 1) (nothing)"));
        Assert.Equal(1L, Value("a"));
    }

    [Theory]
    [InlineData("(set x 1)")]
    [InlineData("(insert 'x (list 1))")]
    [InlineData("(upsert 'x 1 (list 1))")]
    [InlineData("(update {a: 1 from: 'x})")]
    [InlineData("(map (fn [v] (set x v)) [1 2])")]
    [InlineData("(.sys.exec \"ls\")")]
    [InlineData("(read \"file\")")]
    [InlineData("(load \"file\")")]
    public void A_restricted_request_may_not_write_or_reach_the_system(string source) =>
        AssertError("access", "restricted", _interpreter.Evaluate(source, restricted: true).Value);

    [Theory]
    [InlineData("(.sys.exec \"ls\")")]
    [InlineData("(read \"/etc/passwd\")")]
    [InlineData("(write \"file\" 1)")]
    [InlineData("(load \"file\")")]
    [InlineData("(.ipc.open \"localhost:1\")")]
    public void Nothing_stands_behind_the_names_of_the_system(string source) =>
        Assert.Equal("nyi", Assert.IsType<RayError>(Value(source)).Code);

    [Fact]
    public void A_restricted_request_reads()
    {
        Value("(set x 20)");
        Assert.Equal(25L, _interpreter.Evaluate("(do (let y 5) (+ x y))", restricted: true).Value);
    }

    [Fact]
    public void A_script_is_loaded_form_by_form()
    {
        Assert.Equal(3L, _interpreter.Load("; a script\n(set a 1)\n(set b (+ a 1)) ; more\n(+ a b)").Value);
        Assert.Equal(2L, Value("b"));
    }

    private static void AssertError(string code, string message, RayObject value)
    {
        var error = Assert.IsType<RayError>(value);
        Assert.Equal(code, error.Code);
        Assert.Equal(message, error.Message);
    }

    private RayObject Value(RayObject request) => _interpreter.Evaluate(request).Value;
}
