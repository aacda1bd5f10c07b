using System.Collections.Immutable;
using System.Text;
using LlmWiki.Text;

namespace LlmWiki.Pages;

/// <summary>The bytes that stand for an outline in a cache: the texts apart, because of most pages they are not needed.</summary>
internal static class OutlineForm
{
    public static void Write(PackedWriter to, PageOutline page)
    {
        Write(to, page.Head);
        to.Each(page.Headings, heading =>
        {
            to.Numbers(heading.Level, heading.Line);
            to.Texts(heading.Raw, heading.Plain);
        });
        to.Each(page.HtmlIds, to.Text);
        to.Each(page.BlockIds, to.Text);
        to.Each(page.Links, link =>
        {
            to.Numbers((int)link.Form, (link.IsEmbed ? 1 : 0) + (link.IsInFootnote ? 2 : 0), link.Line, link.Column, link.Start, link.Length, link.TargetStart + 1, link.TargetLength);
            to.Texts(link.Target, link.Text);
        });
        to.Each(page.Footnotes, note =>
        {
            to.Text(note.Label);
            to.Numbers(note.IsDefinition ? 1 : 0, note.Line, note.Column);
        });
        to.Each(page.Disabled, to.Text);
    }

    public static PageOutline Read(PackedReader from, RelPath path, Func<byte[]> texts) => new()
    {
        Path = path,
        Head = ReadHead(from),
        Headings = from.Each(() =>
        {
            var (level, line) = (from.Number(), from.Number());
            return new OutlineHeading(level, from.Text()!, from.Text()!, line);
        }),
        HtmlIds = from.Each(() => from.Text()!),
        BlockIds = from.Each(() => from.Text()!),
        Links = from.Each(() => Link(from)),
        Footnotes = from.Each(() => new OutlineFootnote(from.Text()!, from.Number() == 1, from.Number(), from.Number())),
        Disabled = from.Each(() => from.Text()!),
        Body = new KeptBody(() => ReadTexts(texts())),
    };

    public static byte[] WriteTexts(PageOutline page)
    {
        using var to = new PackedWriter(Encoding.UTF8);
        to.Each(page.Texts, text =>
        {
            to.Numbers((int)text.Kind, text.Line, text.Level, text.IsQuoted ? 1 : 0, text.IsOwned ? 1 : 0, text.IsTask ? 1 : 0);
            to.Text(text.Text);
            to.Each(text.Labels, label =>
            {
                to.Numbers(label.At);
                to.Text(label.Label);
            });
            to.Each(text.Masks, mask => to.Numbers(mask.Start, mask.Length, mask.IsCode ? 1 : 0));
            to.Each(text.Runs, run => to.Numbers(run.At, run.Line, run.Column));
        });
        to.Each(page.Citations, each =>
        {
            to.Texts(each.Citation.Label, each.Citation.Source.Value);
            to.Text(each.Citation.Quote);
            to.Numbers((int)each.Citation.Place.Unit, each.Citation.Place.First, each.Citation.Place.Last, each.Line, each.Column);
        });
        return to.ToBytes();
    }

    public static OutlineBody ReadTexts(byte[] bytes)
    {
        using var from = new PackedReader(bytes, Encoding.UTF8);
        return new OutlineBody(from.Each(() => Text(from)), from.Each(() => Cited(from)));
    }

    private static PageCitation Cited(PackedReader from)
    {
        var (label, source, quote) = (from.Text()!, new RelPath(from.Text()!), from.Text()!);
        var place = new Place((PlaceUnit)from.Number(), from.Number(), from.Number());
        return new PageCitation(new Citation(label, source, place, quote), from.Number(), from.Number());
    }

    private static OutlineText Text(PackedReader from)
    {
        var (kind, line, level, quoted, owned, task) = ((TextKind)from.Number(), from.Number(), from.Number(), from.Number() == 1, from.Number() == 1, from.Number() == 1);
        return new OutlineText(
            kind,
            from.Text()!,
            line,
            level,
            quoted,
            owned,
            from.Each(() => new TextLabel(from.Number(), from.Text()!)),
            from.Each(() => new TextMask(from.Number(), from.Number(), from.Number() == 1)),
            from.Each(() => new TextRun(from.Number(), from.Number(), from.Number())))
        {
            IsTask = task,
        };
    }

    private static OutlineLink Link(PackedReader from)
    {
        var (form, flags, line, column) = ((LinkForm)from.Number(), from.Number(), from.Number(), from.Number());
        var (start, length, targetStart, targetLength) = (from.Number(), from.Number(), from.Number() - 1, from.Number());
        return new OutlineLink(form, (flags & 1) != 0, from.Text()!, from.Text()!, line, column, start, length, targetStart, targetLength) { IsInFootnote = (flags & 2) != 0 };
    }

    private static void Write(PackedWriter to, PageHead head)
    {
        to.Numbers(head.IsThere ? 1 : 0, head.IsGenerated ? 1 : 0, head.TitleLine, head.DescriptionLine, head.StaleAfterLine);
        foreach (var text in (string?[])[head.Error, head.Title, head.Type, head.Description, head.Status, head.StaleAfter, head.SourceHash])
        {
            to.Text(text);
        }

        foreach (var texts in (ImmutableArray<HeadText>[])[head.Aliases, head.Tags])
        {
            to.Each(texts, text =>
            {
                to.Text(text.Text);
                to.Numbers(text.Line);
            });
        }

        to.Each(head.Sources, source =>
        {
            to.Text(source.Id);
            to.Text(source.Path?.Value);
            to.Numbers(source.Line);
        });
    }

    private static PageHead ReadHead(PackedReader from)
    {
        var (isThere, isGenerated) = (from.Number() == 1, from.Number() == 1);
        return new PageHead
        {
            IsThere = isThere,
            IsGenerated = isGenerated,
            TitleLine = from.Number(),
            DescriptionLine = from.Number(),
            StaleAfterLine = from.Number(),
            Error = from.Text(),
            Title = from.Text(),
            Type = from.Text()!,
            Description = from.Text(),
            Status = from.Text()!,
            StaleAfter = from.Text(),
            SourceHash = from.Text(),
            Aliases = from.Each(() => new HeadText(from.Text()!, from.Number())),
            Tags = from.Each(() => new HeadText(from.Text()!, from.Number())),
            Sources = from.Each(() => new HeadSource(from.Text()!, from.Text() is { } path ? new RelPath(path) : null, from.Number())),
        };
    }
}
