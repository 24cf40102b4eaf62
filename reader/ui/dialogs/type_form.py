"""How articles are set: letters, size, length of the lines and their distance, tried on a sample."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from reader.translation import _
from reader.ui.theme import (
    LARGEST_PX,
    LOOSEST,
    NARROWEST,
    SMALLEST_PX,
    TIGHTEST,
    WIDEST,
    ReaderType,
    faces,
)
from reader.ui.translated import Panel


class TypeForm(Panel):
    """``changed`` carries the whole ReaderType after each choice."""

    changed = Signal(object)

    def __init__(self, type_: ReaderType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_filling = False
        self.serif, self.sans = QRadioButton(self), QRadioButton(self)
        self._kinds = QButtonGroup(self)
        self.face = QComboBox(self)
        self.px, self.columns = QSpinBox(self), QSpinBox(self)
        self.leading = QDoubleSpinBox(self)
        self.justified = QCheckBox(self)
        self._usual = QPushButton(self)
        self._labels = [QLabel(self) for _number in range(5)]
        self._arrange()
        self.retranslate()
        self.show_type(type_)
        self.serif.toggled.connect(self._tell)
        self.face.currentIndexChanged.connect(self._tell)
        for field in (self.px, self.columns, self.leading):
            field.valueChanged.connect(self._tell)
        self.justified.toggled.connect(self._tell)
        self._usual.clicked.connect(self._restore)

    @property
    def type(self) -> ReaderType:
        """What is chosen."""
        return ReaderType(
            serif=self.serif.isChecked(),
            px=self.px.value(),
            face=str(self.face.currentData() or ""),
            columns=self.columns.value(),
            leading=round(self.leading.value(), 2),
            justified=self.justified.isChecked(),
        )

    def show_type(self, type_: ReaderType) -> None:
        """Shows the choices in force."""
        self._is_filling = True
        (self.serif if type_.serif else self.sans).setChecked(True)
        self.face.setCurrentIndex(max(0, self.face.findData(type_.face)))
        self.px.setValue(type_.px)
        self.columns.setValue(type_.columns)
        self.leading.setValue(type_.leading)
        self.justified.setChecked(type_.justified)
        self._is_filling = False
        self._tell_usual()

    def _tell(self) -> None:
        if not self._is_filling:
            self._tell_usual()
            self.changed.emit(self.type)

    def _tell_usual(self) -> None:
        own = bool(self.face.currentData())
        self.serif.setEnabled(not own)
        self.sans.setEnabled(not own)
        self._usual.setEnabled(self.type != ReaderType())

    def _restore(self) -> None:
        self.show_type(ReaderType())
        self.changed.emit(replace(self.type))

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        texts = (
            _("Font and size"),
            _("&Font"),
            _("&Size of the text"),
            _("Characters in a &line"),
            _("Line s&pacing"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self.serif.setText(_("With s&erifs"))
        self.sans.setText(_("With&out serifs"))
        self.face.setItemText(0, _("A suitable one of this computer"))
        self.px.setSuffix(" px")
        self.justified.setText(_("&Justify the text"))
        self._usual.setText(_("&Reset"))

    def _arrange(self) -> None:
        self.face.addItem("", "")
        for name in faces():
            self.face.addItem(name, name)
        self.face.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.face.setMinimumContentsLength(24)
        self.px.setRange(SMALLEST_PX, LARGEST_PX)
        self.columns.setRange(NARROWEST, WIDEST)
        self.columns.setSingleStep(5)
        self.leading.setRange(TIGHTEST, LOOSEST)
        self.leading.setSingleStep(0.05)
        self._usual.setAutoDefault(False)
        kinds = QHBoxLayout()
        for button in (self.serif, self.sans):
            self._kinds.addButton(button)
            kinds.addWidget(button)
        kinds.addStretch(1)
        last = QHBoxLayout()
        last.addWidget(self._usual)
        last.addStretch(1)
        form = QFormLayout(self)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self._labels[0], kinds)
        fields: tuple[QWidget, ...] = (self.face, self.px, self.columns, self.leading)
        for label, field in zip(self._labels[1:], fields, strict=True):
            form.addRow(label, field)
            label.setBuddy(field)
        self._labels[0].setBuddy(self.serif)
        form.addRow("", self.justified)
        form.addRow("", last)
