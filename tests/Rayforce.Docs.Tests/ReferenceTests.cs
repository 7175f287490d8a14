using System.Text.RegularExpressions;

namespace Rayforce.Docs;

/// <summary>What the pages lead to.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        var broken =
            from page in Page.All
            from line in page.Lines
            from Match link in Link().Matches(line)
            where !Leads(page.Name, link.Groups["file"].Value, link.Groups["heading"].Value)
            select $"{page.Name}: {link.Value}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        var missing =
            from page in Page.All
            from line in page.Lines
            from Match named in Named().Matches(line)
            where !Path.Exists(Path.Combine(Page.Root, named.Groups[1].Value))
            select $"{page.Name}: {named.Value}";

        Assert.Empty(missing);
    }

    private static bool Leads(string from, string file, string heading)
    {
        var path = Path.GetFullPath(Path.Combine(Page.Root, file.Length == 0 ? from : Path.Combine(
            Path.GetDirectoryName(from)!, file)));
        return Path.Exists(path) && (heading.Length == 0 || File.ReadLines(path)
            .Where(static line => line.StartsWith('#')).Any(line => Anchor(line) == heading));
    }

    /// <summary>What GitHub makes of a heading.</summary>
    private static string Anchor(string heading) => new([
        .. heading.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-')
            .Where(static c => char.IsLetterOrDigit(c) || c is '-' or '_'),
    ]);

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#]*)(#(?<heading>[^)]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex("`((?:src|tests|tools|samples|bench|docs)/[^` *]+)`")]
    private static partial Regex Named();
}
