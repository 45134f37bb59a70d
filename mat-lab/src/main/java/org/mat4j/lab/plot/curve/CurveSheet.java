package org.mat4j.lab.plot.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.mat4j.lab.plot.ChartPicture;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.LegendEntry;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.SeriesStyle;

/** Charts of curves side by side above one legend of the runs. */
final class CurveSheet {

    private CurveSheet() {}

    static Picture of(List<XYChart> charts, Map<String, SeriesStyle> styles) {
        List<LegendEntry> entries = new ArrayList<>();
        styles.forEach((name, style) -> entries.add(LegendEntry.curve(name, style, CurvePanel.LINE)));
        Picture grid = PictureGrid.of(
                charts.size(), charts.stream().map(ChartPicture::of).toList());
        return PictureGrid.column(grid, Legend.of(entries, grid.width()));
    }
}
